package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of who may what stands in the handbook as it stands in the code. */
class RoleTest {

  private static final Path HANDBOOK = Path.of("../docs/console-access.md");

  @Test
  void isWhatTheHandbookSaysCellByCell() throws IOException {
    List<List<String>> table = table();
    List<String> head = table.getFirst();

    assertThat(head.subList(1, head.size()))
        .containsExactlyElementsOf(Stream.of(Role.values()).map(Role::word).toList());
    assertThat(table.stream().skip(2).map(row -> row.getFirst().replace("`", "")))
        .containsExactlyElementsOf(Stream.of(Permission.values()).map(Permission::word).toList());
    for (Permission permission : Permission.values()) {
      List<String> row = table.get(2 + permission.ordinal());
      for (Role role : Role.values()) {
        assertThat(row.get(1 + role.ordinal()))
            .as("%s of %s", permission.word(), role.word())
            .isEqualTo(role.permissions().contains(permission) ? "yes" : "");
      }
    }
  }

  @Test
  void keepsWhoRunsTheMachinesAwayFromCustomers() {
    assertThat(Role.ADMIN.permissions())
        .doesNotContain(
            Permission.SEE_CONVERSATIONS,
            Permission.HEAR_RECORDINGS,
            Permission.SEE_CUSTOMERS,
            Permission.SEE_UNMASKED,
            Permission.SEE_CASES,
            Permission.SEARCH_AUDIT);
    assertThat(Role.COMPLIANCE.permissions())
        .doesNotContain(Permission.DECIDE_CASES, Permission.MANAGE_API_KEYS);
  }

  private static List<List<String>> table() throws IOException {
    return Files.readAllLines(HANDBOOK).stream()
        .dropWhile(line -> !line.startsWith("| permission"))
        .takeWhile(line -> line.startsWith("|"))
        .map(
            line ->
                Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                    .map(String::strip)
                    .toList())
        .toList();
  }
}
