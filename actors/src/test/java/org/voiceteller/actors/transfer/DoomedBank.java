package org.voiceteller.actors.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.voiceteller.core.transfer.TransferRequest;

/**
 * A bank in a process of its own that is going to be killed: it begins many transfers at once and
 * prints a line for each that is resolved.
 */
public final class DoomedBank {

  static final String RESOLVED = "resolved ";
  static final int ACCOUNTS = 6;

  private DoomedBank() {}

  /**
   * @param arguments Cassandra's contact point, the name of the round, the number of transfers
   */
  public static void main(String[] arguments) {
    RealBank bank = RealBank.start(arguments[0]);
    for (TransferRequest request :
        requests(bank, arguments[1], Integer.parseInt(arguments[2]))) {
      bank.transfer(request)
          .whenComplete(
              (reply, failure) ->
                  System.out.println(RESOLVED + (failure == null ? reply : failure)));
    }
  }

  static String account(int number) {
    return "ACC-KILL-" + number;
  }

  /** The same for the same round, in whichever process. */
  static List<TransferRequest> requests(RealBank bank, String round, int count) {
    Random dice = new Random(round.hashCode());
    List<TransferRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int source = dice.nextInt(ACCOUNTS);
      int target = (source + 1 + dice.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      requests.add(
          bank.request(
              round + "/" + i, account(source), account(target), 1 + dice.nextInt(2_000)));
    }
    return requests;
  }
}
