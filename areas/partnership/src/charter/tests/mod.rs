mod access;
mod compared;
mod exported;
mod pages;
mod rules;
mod written;
