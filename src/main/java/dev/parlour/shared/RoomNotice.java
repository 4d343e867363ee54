package dev.parlour.shared;

import java.util.Map;

/**
 * News of a room, as it reaches other features: fired as a CDI event by {@code messaging} for what
 * came over JMS. Delivered at least once; {@code id} is the same each time. An observer that throws
 * gets it again later, and in the end it goes to the dead letters.
 *
 * @param type {@code RoomCreated}, {@code RoomReady}, {@code RoomStarted}, {@code RoomCompleted},
 *     {@code RoomFailed}, {@code RoomClosed}
 * @param room the code
 * @param seq place in the room's log
 */
public record RoomNotice(
    String id, String type, String room, long seq, Map<String, Object> payload) {}
