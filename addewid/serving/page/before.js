// Where the terminal of this page is served: wherever the page itself came from.
document.addEventListener("DOMContentLoaded", () => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
  document.getElementById("start").addEventListener("click", () => location.reload());
});
