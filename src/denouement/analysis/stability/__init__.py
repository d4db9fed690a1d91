"""The solution concepts, one a file, over shared kernels."""
