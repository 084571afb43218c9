package e4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e4.ObjectEvents.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ObjectEventsTest {
  private final ObjectEvents events = new ObjectEvents();

  private static Event created(String key, String sequencer, String eTag) {
    return new Event("ObjectCreated:Put", key, sequencer, Optional.of(eTag));
  }

  private static Event removed(String key, String sequencer) {
    return new Event("ObjectRemoved:Delete", key, sequencer, Optional.empty());
  }

  @Test
  @Order(1)
  void eventsInOrderAreFollowed() {
    events.accept(created("sea.jpg", "0A01", "blue"));
    assertThat(events.eTag("sea.jpg"))
        .withFailMessage("An object was created, and its ETag is not known.")
        .contains("blue");

    events.accept(created("sea.jpg", "0A02", "red"));
    assertThat(events.eTag("sea.jpg"))
        .withFailMessage("An object was overwritten, and the old ETag is still there.")
        .contains("red");

    events.accept(removed("sea.jpg", "0A03"));
    assertThat(events.eTag("sea.jpg"))
        .withFailMessage("An object was removed, and its ETag is still there.")
        .isEmpty();
  }

  @Test
  @Order(2)
  void anOlderEventThatComesLateChangesNothing() {
    events.accept(created("sea.jpg", "0A02", "red"));
    events.accept(created("sea.jpg", "0A01", "blue"));

    assertThat(events.eTag("sea.jpg"))
        .withFailMessage(
            """
            The object is red, but it is said to be %s.
              1. It became blue (sequencer 0A01) and then red (0A02).
              2. The event of red arrived first, and then that of blue.""",
            events.eTag("sea.jpg").orElse("gone"))
        .contains("red");
  }

  @Test
  @Order(3)
  void aRemovedObjectDoesNotComeBack() {
    events.accept(removed("sea.jpg", "0A02"));
    events.accept(created("sea.jpg", "0A01", "blue"));
    events.accept(created("sea.jpg", "0A01", "blue"));

    assertThat(events.eTag("sea.jpg"))
        .withFailMessage(
            "An object was created and then removed. The events came the other way round, and the object is back. Remember the sequencer of a removal, too.")
        .isEmpty();
  }

  @Test
  @Order(4)
  void anObjectThatIsCreatedAgainIsThere() {
    events.accept(removed("sea.jpg", "0A02"));
    events.accept(created("sea.jpg", "0A03", "new"));
    events.accept(removed("sea.jpg", "0A02"));

    assertThat(events.eTag("sea.jpg"))
        .withFailMessage(
            "An object was removed and created again, and then the event of the removal came a second time. The object is there.")
        .contains("new");
  }

  @Test
  @Order(5)
  void theKeyIsDecoded() {
    events.accept(created("my+holiday/%E6%B5%B7%2B1.jpg", "0A01", "blue"));

    assertThat(events.eTag("my holiday/海+1.jpg"))
        .withFailMessage(
            "The event names the key my+holiday/%%E6%%B5%%B7%%2B1.jpg, and the object is called \"my holiday/海+1.jpg\". Nothing is known of it.")
        .contains("blue");
  }

  @Test
  @Order(6)
  void sequencersOfDifferentLengthsAreComparedFromTheLeft() {
    events.accept(created("sea.jpg", "0A", "later"));
    events.accept(created("sea.jpg", "009FF", "earlier"));

    assertThat(events.eTag("sea.jpg"))
        .withFailMessage(
            "Of the sequencers 0A and 009FF, 0A is the later one: S3 wants the shorter one filled with zeros on its right, and 0A000 is greater than 009FF.")
        .contains("later");

    var others = new ObjectEvents();
    others.accept(created("sea.jpg", "005540FF2A4B6C7D8E9FA", "earlier"));
    Throwable thrown =
        catchThrowable(() -> others.accept(created("sea.jpg", "005540FF2A4B6C7D8E9FB", "later")));
    assertThat(thrown)
        .withFailMessage(
            "A sequencer of 21 digits is more than a long holds, and accept threw %s.", thrown)
        .isNull();
    assertThat(others.eTag("sea.jpg"))
        .withFailMessage("Of two long sequencers, the greater one is the later one.")
        .contains("later");
  }

  @Test
  @Order(7)
  void theSequencersOfOneObjectSayNothingAboutAnother() {
    events.accept(created("sea.jpg", "0B00", "blue"));
    events.accept(created("hill.jpg", "0A00", "green"));

    assertThat(events.eTag("hill.jpg"))
        .withFailMessage(
            "The first event of hill.jpg has a lower sequencer than one of sea.jpg, and was ignored. Only events of the same object are in an order.")
        .contains("green");
  }

  @Test
  @Order(8)
  void otherEventsSayNothingAboutTheContent() {
    events.accept(removed("sea.jpg", "0A01"));
    events.accept(new Event("ObjectTagging:Put", "sea.jpg", "0A09", Optional.of("blue")));

    assertThat(events.eTag("sea.jpg"))
        .withFailMessage(
            "An event of tags came late, after the object was removed, and the object is back. Only ObjectCreated and ObjectRemoved change what is there.")
        .isEmpty();
  }

  @Test
  @Order(9)
  void aThousandEventsInAnyOrderEndInTheLastOne() {
    var random = new Random(4);
    for (int round = 0; round < 20; round++) {
      List<Event> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String sequencer = "%04X".formatted(i);
        Event event =
            random.nextInt(4) == 0
                ? removed("sea.jpg", sequencer)
                : created("sea.jpg", sequencer, "v" + i);
        all.add(event);
        all.add(event);
      }
      Optional<String> last = all.get(all.size() - 1).eTag();
      Collections.shuffle(all, random);
      var shuffled = new ObjectEvents();
      all.forEach(shuffled::accept);

      assertThat(shuffled.eTag("sea.jpg"))
          .withFailMessage(
              "Fifty events, each sent twice and all in any order, ended in %s instead of %s.",
              shuffled.eTag("sea.jpg"), last)
          .isEqualTo(last);
    }
  }
}
