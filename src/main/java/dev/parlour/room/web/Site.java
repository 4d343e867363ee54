package dev.parlour.room.web;

import jakarta.enterprise.context.ApplicationScoped;

/** What all pages share. */
@ApplicationScoped
class Site {
  private final Templates templates = Templates.compiled();
  private final RoomHtml rooms = new RoomHtml(templates);
  private final CardHtml cards = new CardHtml(templates, rooms);
  private volatile Assets assets = new Assets("0");

  Templates templates() {
    return templates;
  }

  RoomHtml rooms() {
    return rooms;
  }

  CardHtml cards() {
    return cards;
  }

  Assets assets() {
    return assets;
  }

  void serves(Assets present) {
    assets = present;
  }
}
