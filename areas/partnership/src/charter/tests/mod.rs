mod access;
mod compared;
mod exported;
mod languages;
mod pages;
mod rules;
mod together;
mod written;
