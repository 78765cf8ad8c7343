//! What every area stands on, and none of it knows an area.
