package org.voiceteller.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Who may use a file with a key in it. */
public final class KeyFile {

  private static final int ROOT = 0;

  private KeyFile() {}

  /**
   * Its owner, and nobody else (0600). A file of root's may be readable by a group, too (0640), for
   * that is how Kubernetes mounts a secret for a process that is not root; PostgreSQL has the same
   * rule for its {@code ssl_key_file}.
   *
   * @throws IllegalArgumentException with a sentence when others may use it
   */
  public static void refuseOpen(Path file) throws IOException {
    int owner = (int) Files.getAttribute(file, "unix:uid");
    if (isOpen(owner, Files.getPosixFilePermissions(file))) {
      throw new IllegalArgumentException(
          "Expected "
              + file
              + " to be its owner's only (0600), or root's and readable by a group (0640),"
              + " but others may use it");
    }
  }

  static boolean isOpen(int owner, Set<PosixFilePermission> permissions) {
    return permissions.stream()
        .filter(permission -> !permission.name().startsWith("OWNER_"))
        .anyMatch(permission -> owner != ROOT || permission != PosixFilePermission.GROUP_READ);
  }
}
