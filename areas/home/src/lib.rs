//! The first screen of each role: reads many areas, owns nothing.
