package org.voiceteller.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Makes {@code voice-teller-image.tar} from what is built: an OCI image as an archive, which Docker
 * loads, too. The same input gives the same image, to the byte. What has not changed since the last
 * time is taken from there.
 */
public final class ImageBuild {

  private ImageBuild() {}

  /**
   * Builds it and tells its layers' sizes.
   *
   * @param arguments as {@link ImageOrder#of} reads them
   */
  public static void main(String[] arguments) throws Exception {
    ImageOrder order = ImageOrder.of(arguments);
    if (!System.getProperty("os.name").equals("Linux")) {
      System.out.println("There is no image: it holds a runtime for Linux, and this is no Linux.");
      return;
    }
    build(order);
  }

  private static void build(ImageOrder order)
      throws IOException,
          InterruptedException,
          ExecutionException,
          RegistryException,
          InvalidImageReferenceException,
          CacheDirectoryCreationException {
    Path target = order.target();
    Path runtime = LinkedRuntime.in(target.resolve("runtime"));
    List<FileEntriesLayer> layers = new ArrayList<>();
    if (order.base().isEmpty()) {
      layers.add(Ground.layer(runtime, target.resolve("ground")));
    }
    layers.add(LinkedRuntime.layer(runtime));
    layers.addAll(ProgramLayers.of(order.project()));

    Path jibTar = target.resolve("jib-image.tar");
    container(order)
        .setFileEntriesLayers(layers)
        .containerize(
            Containerizer.to(TarImage.at(jibTar).named(order.name()))
                .setOfflineMode(order.base().isEmpty())
                .setBaseImageLayersCache(target.resolve("jib/base"))
                .setApplicationLayersCache(target.resolve("jib/layers"))
                .setToolName("voice-teller")
                .addEventHandler(LogEvent.class, ImageBuild::tell));
    DockersList.add(jibTar, order.image());
    Files.delete(jibTar);
    System.out.println(order.name() + ": " + ImageLayout.of(order.image()).sizes());
  }

  private static JibContainerBuilder container(ImageOrder order)
      throws InvalidImageReferenceException {
    JibContainerBuilder base =
        order.base().isEmpty() ? Jib.fromScratch() : Jib.from(order.base().get());
    return base.setFormat(ImageFormat.OCI)
        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
        .setCreationTime(Instant.EPOCH)
        .setUser(Ground.USER)
        .setEnvironment(NodeStart.ENVIRONMENT)
        .setEntrypoint(NodeStart.ENTRY_POINT)
        .setExposedPorts(
            Port.tcp(NodeStart.DOORS), Port.tcp(NodeStart.NODE), Port.tcp(NodeStart.MANAGEMENT))
        .setLabels(order.labels());
  }

  /** As the OCI names it: Java has names of its own. */
  private static String architecture() {
    String here = System.getProperty("os.arch");
    return switch (here) {
      case "aarch64" -> "arm64";
      case "x86_64" -> "amd64";
      default -> here;
    };
  }

  private static void tell(LogEvent event) {
    if (event.getLevel() == LogEvent.Level.WARN || event.getLevel() == LogEvent.Level.ERROR) {
      System.err.println(event.getMessage());
    }
  }
}
