package io.mtlab.scenario.serve;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.MessageEvent;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.world.Node;
import io.mtlab.simulator.world.World;
import java.util.List;

/** The reference server in a world of virtual time, where it may end and begin again. */
public final class WorldServer {
  /** Everybody is let in; there is nobody to keep out. */
  public static final String CODE = "22222";

  /** The key of every virtual server: made of this seed, so worth nothing anywhere else. */
  private static final long KEY_SEED = 0x6d746c6162L;

  /** Made once: it takes as long as a small play. */
  private static final class Key {
    static final RsaPrivateKey RSA =
        RsaPrivateKey.generate(new Seeds(KEY_SEED).entropy("server key"));
  }

  private final World world;
  private final MessageCipher cipher;
  private final Entropy entropy;
  private final Entropy doors;
  private final Node node;
  private LocalServer process;

  /**
   * Adds a server to a world; it listens.
   *
   * @param name its node's
   */
  public WorldServer(
      World world,
      String name,
      int dc,
      Rules rules,
      List<ProxySecret> secrets,
      MessageCipher cipher) {
    this.world = world;
    this.cipher = cipher;
    this.entropy = world.seeds().entropy("server");
    this.doors = world.seeds().entropy("udp door");
    ReferenceServer.Settings settings =
        new ReferenceServer.Settings(
            dc,
            List.of(Key.RSA),
            CODE,
            rules,
            new ServerTransports.Settings(Padding.UP_TO_15, secrets));
    LocalServer[] made = new LocalServer[1];
    node =
        world.add(
            name,
            out -> {
              made[0] = ReferenceServer.make(settings, entropy, cipher, out, world.now());
              made[0].observe(MessageEvent.to(out));
              return made[0];
            });
    process = made[0];
    begin();
  }

  /** Gives it the keys that so many clients have derived from the same seed. */
  public void provision(long seed, int count) {
    ReferenceServer.provision(process, seed, count, world.now());
  }

  /** What its clients trust. */
  public RsaPublicKey publicKey() {
    return Key.RSA.publicKey();
  }

  /** Its process ends, soon, or the next one begins. */
  public void serves(boolean up) {
    node.schedule(world.now(), _ -> run(up));
  }

  private void run(boolean up) {
    if (up) {
      begin();
    } else {
      node.become(this::next);
      node.stop();
    }
  }

  private void begin() {
    node.listen().listen(new UdpDoor(doors));
  }

  /**
   * Only the store is handed on. What the one before executed is forgotten, so that nobody can be
   * held to execute a message once over both: the next one is not observed.
   */
  private LocalServer next(Out out) {
    process = process.restarted(entropy, cipher, out, world.now());
    return process;
  }
}
