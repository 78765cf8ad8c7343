//! What every area stands on, and none of it knows an area.

pub mod chart;
pub mod figure;
pub mod table;
