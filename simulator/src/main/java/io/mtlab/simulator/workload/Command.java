package io.mtlab.simulator.workload;

/** What a scenario tells an actor. */
public sealed interface Command {
  /** Connect, agree on a key and sign in. Any other command does that first. */
  record SignIn() implements Command {}

  /** Create a supergroup and give it a name by which it is found. For a poster. */
  record CreateGroup(String title, String username) implements Command {}

  /** Find a group by its name, join it and receive what is posted there. For a member. */
  record Join(String username) implements Command {}

  /** End all connections, once what was told before is done. For a member. */
  record GoOffline() implements Command {}

  /** Connect again and ask for what was missed. For a member. */
  record ComeOnline() implements Command {}

  /**
   * Send a post, at the time that {@link Posts} has for it. For a poster; the posts come in order,
   * and may be told long before their time.
   *
   * @param post the post's number
   */
  record Post(int post) implements Command {}
}
