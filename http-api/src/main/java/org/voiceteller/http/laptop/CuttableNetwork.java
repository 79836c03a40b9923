package org.voiceteller.http.laptop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.voiceteller.http.StartException;

/**
 * A network of this machine's own, of Linux network namespaces, in which nodes can be cut off from
 * each other. In the hub are the stores, the callers and the first node; each other node has a
 * namespace of its own with two cables. One leads to a switch between the nodes, which the first
 * node has a cable to as well, and is pulled by taking its end at the switch down, as {@code ip
 * link set b-nodes down} in the hub. The other leads to the hub and is never cut: by it callers
 * reach the node's doors, and the node reaches whatever listens on the hub's 127.0.0.1, as if that
 * were its own. Nothing leads out, and the addresses (RFC 2544) mean nothing outside.
 *
 * <p>Root of Linux only. What is left of one whose process was killed is taken away by the next.
 */
final class CuttableNetwork implements AutoCloseable {

  /** The node in the hub. */
  static final String FIRST = "a";

  private static final String PREFIX = "voice-teller-";
  private static final Path NAMESPACES = Path.of("/run/netns");

  private final String name;
  private final List<String> others;

  private CuttableNetwork(String name, List<String> others) {
    this.name = name;
    this.others = List.copyOf(others);
  }

  /** The one that a process has made before. */
  static CuttableNetwork named(String name, List<String> others) {
    return new CuttableNetwork(name, others);
  }

  /**
   * @param others nodes besides the first, by one letter each
   * @throws StartException in one sentence when there is no right to it, or no means
   */
  static CuttableNetwork create(List<String> others) {
    removeWhatWasLeft();
    var network = new CuttableNetwork(PREFIX + ProcessHandle.current().pid(), others);
    try {
      network.lay();
      return network;
    } catch (IOException failed) {
      network.close();
      throw new StartException(
          "Nodes are cut off from each other by network namespaces, for which this must be Linux,"
              + " and root: "
              + failed.getMessage());
    }
  }

  String name() {
    return name;
  }

  String hub() {
    return name + "-hub";
  }

  private String namespaceOf(String node) {
    return name + "-" + node;
  }

  /** Where the nodes find each other. */
  String addressOf(String node) {
    return "198.18.1." + (1 + index(node));
  }

  /** Where callers find a node that is not in the hub. */
  String doorsOf(String node) {
    return service(node) + 2;
  }

  private String service(String node) {
    return "198.18.%d.".formatted(10 + index(node));
  }

  private int index(String node) {
    return node.equals(FIRST) ? 0 : 1 + others.indexOf(node);
  }

  /** A command that does this in the hub. */
  List<String> inHub(List<String> command) {
    return in(hub(), command);
  }

  /** A command that does this where one of the others is. */
  List<String> beside(String node, List<String> command) {
    return in(namespaceOf(node), command);
  }

  private static List<String> in(String namespace, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  private void lay() throws IOException {
    ip("netns add " + hub());
    hub("ip link set lo up");
    // Who is asked for an address answers on its own cable only, or a pulled one would not matter.
    hub("sysctl -qw net.ipv4.conf.all.arp_ignore=1");
    hub("ip link add switch type bridge");
    hub("ip link set switch up");
    hub("ip link add a-nodes type veth peer name nodes");
    hub("ip addr add " + addressOf(FIRST) + "/24 dev nodes");
    hub("ip link set nodes up");
    plugIn(FIRST);
    for (String node : others) {
      lay(node);
    }
  }

  private void lay(String node) throws IOException {
    String there = namespaceOf(node);
    ip("netns add " + there);
    // Its 127.0.0.1 is the hub's.
    ip("-n " + there + " link set lo up");
    ip("-n " + there + " addr del 127.0.0.1/8 dev lo");
    hub("ip link add %s-nodes type veth peer name nodes netns %s".formatted(node, there));
    ip("-n %s addr add %s/24 dev nodes".formatted(there, addressOf(node)));
    ip("-n " + there + " link set nodes up");
    plugIn(node);
    hub("ip link add %s-hub type veth peer name hub netns %s".formatted(node, there));
    hub("ip addr add %s1/30 dev %s-hub".formatted(service(node), node));
    hub("ip link set " + node + "-hub up");
    hub("sysctl -qw net.ipv4.conf.%s-hub.route_localnet=1".formatted(node));
    ip("-n %s addr add %s/30 dev hub".formatted(there, doorsOf(node)));
    ip("-n " + there + " link set hub up");
    ip("netns exec " + there + " sysctl -qw net.ipv4.conf.hub.route_localnet=1");
    ip(
        "-n %s route add 127.0.0.1/32 via %s1 dev hub src %s"
            .formatted(there, service(node), doorsOf(node)));
  }

  private void plugIn(String node) throws IOException {
    hub("ip link set " + node + "-nodes master switch");
    hub("ip link set " + node + "-nodes up");
  }

  private void hub(String command) throws IOException {
    ip("netns exec " + hub() + " " + command);
  }

  private static void ip(String words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words.split(" ", -1)));
    Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(ip.getInputStream().readAllBytes()).strip();
    try {
      if (!ip.waitFor(10, TimeUnit.SECONDS) || ip.exitValue() != 0) {
        ip.destroyForcibly();
        throw new IOException("`ip " + words + "` says: " + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted at `ip " + words + "`", interrupted);
    }
  }

  /** Takes it away, with all cables; what still runs in it is alone from then on. */
  @Override
  public void close() {
    List<String> all = new ArrayList<>(others.stream().map(this::namespaceOf).toList());
    all.add(hub());
    all.stream()
        .filter(each -> Files.exists(NAMESPACES.resolve(each)))
        .forEach(CuttableNetwork::remove);
  }

  private static void remove(String namespace) {
    try {
      ip("netns del " + namespace);
    } catch (IOException failed) {
      System.err.println("A network namespace is left: " + failed.getMessage());
    }
  }

  private static void removeWhatWasLeft() {
    if (!Files.isDirectory(NAMESPACES)) {
      return;
    }
    try (var namespaces = Files.list(NAMESPACES)) {
      namespaces
          .map(file -> file.getFileName().toString())
          .filter(each -> each.matches(PREFIX + "\\d+-\\w+"))
          .filter(each -> ProcessHandle.of(maker(each)).isEmpty())
          .forEach(CuttableNetwork::remove);
    } catch (IOException unreadable) {
      System.err.println("What is left of other drills cannot be seen: " + unreadable.getMessage());
    }
  }

  private static long maker(String namespace) {
    return Long.parseLong(namespace.substring(PREFIX.length(), namespace.lastIndexOf('-')));
  }
}
