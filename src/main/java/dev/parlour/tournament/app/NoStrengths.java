package dev.parlour.tournament.app;

import dev.parlour.tournament.Strengths;
import jakarta.enterprise.context.ApplicationScoped;

/** While there are no ratings, everybody is as strong as the others. */
@ApplicationScoped
class NoStrengths implements Strengths {
  @Override
  public Integer of(String key, String game) {
    return null;
  }
}
