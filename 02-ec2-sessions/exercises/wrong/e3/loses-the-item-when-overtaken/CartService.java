package e3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts things into the cart of a session. */
public final class CartService {

  /** A session as of one moment; the version grows with each save. */
  public record Cart(List<String> items, long version) {}

  /** What became of a guarded save. */
  public enum Outcome {
    /** It is kept. */
    SAVED,
    /** Somebody else saved in between: nothing was changed. */
    OVERTAKEN,
    /** The session has ended in between: nothing was changed. */
    ENDED
  }

  /** The session store, which all servers share. */
  public interface Store {

    /** Returns the cart, if the session lives. */
    Optional<Cart> find(String id);

    /** Keeps the items, whatever is there. */
    void put(String id, List<String> items);

    /** Keeps the items if the session lives and still has this version. */
    Outcome replace(String id, long version, List<String> items);
  }

  private static final int TRIES = 20;

  private final Store store;

  public CartService(Store store) {
    this.store = store;
  }

  /** Adds the item, and returns whether the session lives. */
  public boolean add(String id, String item) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Cart> cart = store.find(id);
      if (cart.isEmpty()) {
        return false;
      }
      List<String> items = new ArrayList<>(cart.get().items());
      items.add(item);
      Outcome outcome = store.replace(id, cart.get().version(), items);
      if (outcome != null) {
        return outcome != Outcome.ENDED;
      }
    }
    throw new IllegalStateException("Too many requests change one session.");
  }
}
