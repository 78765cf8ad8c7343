//! Why we train: challenges, goals, KPIs and their readings.
