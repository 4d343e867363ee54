package dev.parlour.room.runtime;

/**
 * What operators may want to count about rooms; counts only, no judgement. Called on hot paths:
 * must return at once.
 */
interface RoomMeter {
  /**
   * @param nanos from handing over to the commit's return
   */
  void committed(int events, long nanos);

  void commitFailed();

  void accepted(String game);

  /**
   * @param code of the rejection
   */
  void rejected(String code);

  void published();

  void quarantined();

  /** What moves was stepped late. */
  void overrun();

  /** For tests and places where nobody counts. */
  RoomMeter SILENT =
      new RoomMeter() {
        @Override
        public void committed(int events, long nanos) {}

        @Override
        public void commitFailed() {}

        @Override
        public void accepted(String game) {}

        @Override
        public void rejected(String code) {}

        @Override
        public void published() {}

        @Override
        public void quarantined() {}

        @Override
        public void overrun() {}
      };
}
