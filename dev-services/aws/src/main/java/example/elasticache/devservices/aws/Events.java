package example.elasticache.devservices.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsResponse;
import software.amazon.awssdk.services.elasticache.model.Event;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** What happened, for DescribeEvents and the page. */
final class Events {
  private static final int MOST = 1_000;

  /** What an event is about. */
  record Source(SourceType type, String id) {}

  private final Deque<Event> events = new ArrayDeque<>();
  private final InstantSource clock;

  Events(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(Source source, String message) {
    events.addLast(
        Event.builder()
            .sourceType(source.type)
            .sourceIdentifier(source.id)
            .message(message)
            .date(clock.instant())
            .build());
    if (events.size() > MOST) {
      events.removeFirst();
    }
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }

  DescribeEventsResponse describe(DescribeEventsRequest r, Call call) {
    if (r.sourceIdentifier() != null && r.sourceType() == null) {
      throw Fault.badCombination("A SourceIdentifier needs a SourceType.");
    }
    Duration back = Duration.ofMinutes(r.duration() == null ? 60 : r.duration());
    Instant from = r.startTime() != null ? r.startTime() : clock.instant().minus(back);
    Instant to = r.endTime() != null ? r.endTime() : Instant.MAX;
    List<Event> found =
        all().stream()
            .filter(e -> r.sourceType() == null || r.sourceType() == e.sourceType())
            .filter(
                e ->
                    r.sourceIdentifier() == null
                        || r.sourceIdentifier().equals(e.sourceIdentifier()))
            .filter(e -> !e.date().isBefore(from) && !e.date().isAfter(to))
            .toList();
    return DescribeEventsResponse.builder().events(found).build();
  }
}
