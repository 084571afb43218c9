package e3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import e3.CartService.Cart;
import e3.CartService.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class CartServiceTest {
  private static final String ID = "ada's session";

  private final SharedStore store = new SharedStore();
  private final CartService carts = new CartService(store);

  /** After each read, something else may happen before the reader goes on. */
  private static final class SharedStore implements CartService.Store {
    private final Map<String, Cart> carts = new HashMap<>();
    private final Deque<Runnable> afterReads = new ArrayDeque<>();
    private int reads;

    @Override
    public Optional<Cart> find(String id) {
      Optional<Cart> cart = Optional.ofNullable(carts.get(id));
      reads++;
      if (reads > 1_000) {
        throw new AssertionError(
            "add has read the session a thousand times, and still goes on. Give up at some time.");
      }
      if (!afterReads.isEmpty()) {
        afterReads.remove().run();
      }
      return cart;
    }

    @Override
    public void put(String id, List<String> items) {
      long version = carts.containsKey(id) ? carts.get(id).version() + 1 : 1;
      carts.put(id, new Cart(List.copyOf(items), version));
    }

    @Override
    public Outcome replace(String id, long version, List<String> items) {
      if (!carts.containsKey(id)) {
        return Outcome.ENDED;
      }
      if (carts.get(id).version() != version) {
        return Outcome.OVERTAKEN;
      }
      put(id, items);
      return Outcome.SAVED;
    }

    void otherRequestAdds(String item) {
      List<String> items = new ArrayList<>(carts.get(ID).items());
      items.add(item);
      put(ID, items);
    }

    List<String> items() {
      return carts.containsKey(ID) ? carts.get(ID).items() : null;
    }
  }

  @BeforeEach
  void adaLogsIn() {
    store.put(ID, List.of("a mug"));
  }

  @Test
  @Order(1)
  void anItemIsAdded() {
    assertThat(carts.add(ID, "a pen"))
        .withFailMessage("The session lives, but add returned false.")
        .isTrue();
    assertThat(store.items())
        .withFailMessage("The cart should hold a mug and a pen, but holds %s.", store.items())
        .containsExactly("a mug", "a pen");
  }

  @Test
  @Order(2)
  void aSessionThatHasEndedBeforeStaysEnded() {
    store.carts.remove(ID);

    assertThat(carts.add(ID, "a pen"))
        .withFailMessage("There is no session, but add returned true.")
        .isFalse();
    assertThat(store.items())
        .withFailMessage("There was no session, and now there is one.")
        .isNull();
  }

  @Test
  @Order(3)
  void aLogoutInBetweenIsNotUndone() {
    store.afterReads.add(() -> store.carts.remove(ID));

    boolean lives = carts.add(ID, "a pen");

    assertThat(store.items())
        .withFailMessage(
            """
            The user has logged out, and is logged in again.
              1. A request read the session.
              2. The user logged out, on another server: the session was deleted.
              3. The request saved what it had read, and the session was back.""")
        .isNull();
    assertThat(lives)
        .withFailMessage("The session ended while the item was added, but add returned true.")
        .isFalse();
  }

  /** Whoever looks again before the save has only made the gap smaller. */
  @Test
  @Order(4)
  void aLogoutAfterALaterReadIsNotUndoneEither() {
    for (int reads = 2; reads <= 4; reads++) {
      var later = new SharedStore();
      later.put(ID, List.of("a mug"));
      for (int i = 1; i < reads; i++) {
        later.afterReads.add(() -> {});
      }
      later.afterReads.add(() -> later.carts.remove(ID));

      new CartService(later).add(ID, "a pen");

      boolean loggedOut = later.afterReads.isEmpty();
      assertThat(loggedOut && later.items() != null)
          .withFailMessage(
              "The user logged out right after the session had been read for time number %s, and is logged in again. However often you look, something can happen after the last look: let the store look.",
              reads)
          .isFalse();
    }
  }

  @Test
  @Order(5)
  void anItemThatAnotherRequestAddsInBetweenIsKept() {
    store.afterReads.add(() -> store.otherRequestAdds("a book"));

    boolean lives = carts.add(ID, "a pen");

    assertThat(store.items())
        .withFailMessage(
            """
            The cart should hold a mug, a book and a pen, but holds %s.
              1. A request read the cart: a mug.
              2. Another one added a book, and saved.
              3. The first one added a pen to what it had read, and saved.""",
            store.items())
        .containsExactlyInAnyOrder("a mug", "a book", "a pen");
    assertThat(lives).withFailMessage("The session lives, but add returned false.").isTrue();
  }

  @Test
  @Order(6)
  void aSecondTryCanBeOvertakenAsWell() {
    for (int i = 1; i <= 9; i++) {
      String item = "book " + i;
      store.afterReads.add(() -> store.otherRequestAdds(item));
    }

    Throwable failure = catchThrowable(() -> carts.add(ID, "a pen"));

    assertThat(failure)
        .withFailMessage("Nine requests came in between, and add gave up with \"%s\".", failure)
        .isNull();
    assertThat(store.items().size())
        .withFailMessage(
            "A mug, nine books and a pen were put into the cart, but it holds %s.", store.items())
        .isEqualTo(11);
  }

  @Test
  @Order(7)
  void aLogoutDuringTheSecondTryIsNotUndoneEither() {
    store.afterReads.add(() -> store.otherRequestAdds("a book"));
    store.afterReads.add(() -> store.carts.remove(ID));

    boolean lives = carts.add(ID, "a pen");

    assertThat(store.items())
        .withFailMessage(
            "The first try was overtaken by a save and the second one by a logout, and the session is back.")
        .isNull();
    assertThat(lives).withFailMessage("The session has ended, but add returned true.").isFalse();
  }

  @Test
  @Order(8)
  void itGivesUpInTheEnd() {
    for (int i = 0; i < 900; i++) {
      store.afterReads.add(() -> store.otherRequestAdds("a book"));
    }

    Throwable failure = catchThrowable(() -> carts.add(ID, "a pen"));

    assertThat(failure)
        .withFailMessage(
            "Nine hundred requests in a row came in between. add should give up with an IllegalStateException, but the outcome was \"%s\".",
            failure)
        .isInstanceOf(IllegalStateException.class);
  }
}
