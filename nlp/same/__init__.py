"""One commitment stated twice: which statements look like the same one."""
