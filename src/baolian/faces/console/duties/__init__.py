"""What somebody has to do now: found in the records, ordered by what runs out first, said."""
