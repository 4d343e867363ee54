package dev.parlour.room.runtime;

import dev.parlour.game.Rejection;
import dev.parlour.room.Attendance;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What stands at a room for somebody at another node: it says there what it hears here. */
final class Lookers {
  private Lookers() {}

  /** Who comes from another node. */
  sealed interface Far {
    String node();
  }

  /**
   * Another node that keeps a copy of the room: gets each change once, however many look there.
   * Equal to any other of the same node, so that one who comes again takes the place of the former.
   */
  static final class Node implements Follower, Far {
    private final NodeLink link;
    private final String node;
    private final String room;
    private final String game;
    private final Supplier<List<RoomEvent>> unshown;
    private volatile long shown = -1;
    private Attendance attendance;

    /**
     * @param unshown the events since the last publication; asked while one is published
     */
    Node(NodeLink link, String node, String room, String game, Supplier<List<RoomEvent>> unshown) {
      this.link = link;
      this.node = node;
      this.room = room;
      this.game = game;
      this.unshown = unshown;
    }

    @Override
    public String node() {
      return node;
    }

    @Override
    public void attached(Publication now, boolean current) {
      shown = now.seq();
      attendance = now.attendance();
      link.send(node, new NodeMessage.Opened(room, shown, attendance));
    }

    @Override
    public void published(Publication now) {
      if (shown < 0) {
        return; // its answer is still to come
      }
      List<RoomEvent> events = unshown.get();
      // it may have come in between, and know the first of them
      List<RoomEvent> fresh =
          events.subList((int) Math.max(0, events.size() - (now.seq() - shown)), events.size());
      link.send(
          node,
          new NodeMessage.Shown(
              room,
              game,
              now.seq() - fresh.size(),
              List.copyOf(fresh),
              now.attendance() == attendance ? null : now.attendance()));
      shown = now.seq();
      attendance = now.attendance();
    }

    @Override
    public void countdown(long remainingMillis, Instant deadline) {
      link.send(node, new NodeMessage.Countdown(room, remainingMillis, deadline));
    }

    @Override
    public void frame(Frame now) {
      if (shown >= 0) {
        link.send(node, new NodeMessage.Moved(room, now.bytes(), now.facts()));
      }
    }

    @Override
    public void detached(String reason) {
      link.send(
          node,
          reason.equals("moved")
              ? new NodeMessage.Elsewhere(room)
              : new NodeMessage.Ended(room, reason));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node n && n.node.equals(node);
    }

    @Override
    public int hashCode() {
      return node.hashCode();
    }
  }

  /**
   * A host or a player at another node: counts as present here, and is shown what happens by the
   * copy there.
   */
  static final class Person implements Follower, Far {
    private final NodeLink link;
    private final String node;
    private final String room;
    private final long number;

    /**
     * @param link null for one that is only compared
     */
    Person(NodeLink link, String node, String room, long number) {
      this.link = link;
      this.node = node;
      this.room = room;
      this.number = number;
    }

    @Override
    public String node() {
      return node;
    }

    @Override
    public void attached(Publication now, boolean current) {
      link.send(node, new NodeMessage.Entered(room, number));
    }

    @Override
    public void published(Publication now) {}

    @Override
    public void countdown(long remainingMillis, Instant deadline) {}

    @Override
    public boolean readsBinary() {
      return true; // reads nothing: frames come by the copy
    }

    @Override
    public void detached(String reason) {
      if (!reason.equals("moved")) { // that is said once for the whole node
        link.send(node, new NodeMessage.Left(room, number, reason));
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Person p && p.number == number && p.node.equals(node);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /** Where the answer to a command of another node goes. */
  record Asker(NodeLink link, String node, String room, long number) implements Reply, Far {
    @Override
    public void accepted(long seq) {
      link.send(node, new NodeMessage.Accepted(room, number, seq));
    }

    @Override
    public void rejected(Rejection rejection) {
      link.send(node, new NodeMessage.Refused(room, number, rejection));
    }
  }
}
