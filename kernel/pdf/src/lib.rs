//! Documents as PDF: Typst with its fonts inside the binary, the same bytes for the same input.
