package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class UserTest {

  @Test
  void itsTextLeavesOutTheEmailAddress() {
    assertThat(new User(1, "Ada", "ada@example.com", "free").toString())
        .isEqualTo("User[id=1, name=Ada, plan=free]");
  }

  @Test
  void refusesAFieldThatTheTableWouldRefuseAndNamesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new User(0, "Ada", "ada@example.com", "free"))
        .withMessage("A user id is 1 or greater, but this one is 0.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new User(1, "x".repeat(101), "ada@example.com", "free"))
        .withMessage("A user's name has 1 to 100 characters, but this one has 101.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new User(1, "Ada", " ", "free"))
        .withMessage("A user's email has 1 to 254 characters, but this one has 1, all blank.");
    assertThatNullPointerException()
        .isThrownBy(() -> new User(1, "Ada", "ada@example.com", null))
        .withMessage("A user's plan must not be null.");
  }

  @Test
  void aNameIsMeasuredAsMySqlMeasuresIt() {
    assertThat(new User(1, "👩".repeat(100), "ada@example.com", "free").name()).hasSize(200);
  }
}
