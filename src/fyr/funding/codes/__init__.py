"""Code words of the slice, with what people call them."""
