package dev.parlour.room.web;

import java.util.List;

/**
 * What a feature has to tell somebody on the front page. Whoever has such news brings a CDI bean of
 * this type.
 */
public interface HomeNotices {
  /**
   * @param key of the browser or account that looks
   * @return the most urgent first; empty also where nobody can say just now
   */
  List<HomeView.Notice> of(String key, Page page);
}
