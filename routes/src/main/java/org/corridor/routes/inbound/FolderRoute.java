package org.corridor.routes.inbound;

import java.io.File;
import java.nio.file.Path;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.corridor.routes.FailurePolicy;
import org.corridor.routes.RoutesSettings;
import org.corridor.routes.TransportHeaders;

/** Files of messages, from the watched folder. */
final class FolderRoute extends EndpointRouteBuilder {
  static final String ID = "folder-in";

  private static final int FILES_PER_POLL_MAX = 100;

  private final RoutesSettings.Files settings;
  private final Path folder;
  private final WatchedFolder watched;
  private final Door door;

  FolderRoute(RoutesSettings.Files settings, Path folder, WatchedFolder watched, Door door) {
    this.settings = settings;
    this.folder = folder;
    this.watched = watched;
    this.door = door;
  }

  @Override
  public void configure() {
    watched.prepare();
    from(file(folder.toString())
            .exclude(".*\\.part|\\..*")
            .delay(settings.poll().toMillis())
            .maxMessagesPerPoll(FILES_PER_POLL_MAX)
            .readLock("changed")
            .readLockMinAge(settings.settle().toMillis())
            .readLockMinLength(0)
            .move("${exchangeProperty." + TransportHeaders.FILE_TARGET + "}")
            .advanced()
            .copyAndDeleteOnRenameFail(false))
        .routeId(ID)
        .routeConfigurationId(FailurePolicy.FILE)
        .removeHeaders("*", TransportHeaders.KEPT)
        .transform()
        .body(File.class, watched::read)
        .transform()
        .body(Arrival.class, door::receive)
        .setProperty(TransportHeaders.FILE_TARGET)
        .body(Reception.class, watched::report);
  }
}
