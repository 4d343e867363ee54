package dev.parlour.tournament;

/**
 * Where an entrant stands.
 *
 * @param place from 1; those who left a bracket at the same point share one. Null while it is open
 * @param points Swiss and round robin: one for each match won, and for a bye
 * @param buchholz Swiss: the points of all whom they met; a bye counts as their own points
 * @param median the same without the best and the worst of them
 * @param games won less lost
 */
public record Standing(
    String entrant,
    Integer place,
    int wins,
    int losses,
    int points,
    int buchholz,
    int median,
    int games,
    boolean out) {}
