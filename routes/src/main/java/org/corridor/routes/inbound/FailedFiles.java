package org.corridor.routes.inbound;

import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.corridor.domain.Invariant;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.TransportHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a file that met a bug to the failed ones, from where it can be put back, and says so. */
final class FailedFiles implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(FailedFiles.class);

  private final WatchedFolder watched;
  private final DeadLetterAlarm alarm;

  FailedFiles(WatchedFolder watched, DeadLetterAlarm alarm) {
    this.watched = watched;
    this.alarm = alarm;
  }

  @Override
  public void process(Exchange exchange) {
    GenericFile<?> file = exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
    Invariant.require(file != null, "a failed file's exchange has its file");
    exchange.setProperty(
        TransportHeaders.FILE_TARGET, watched.failed(new File(file.getAbsoluteFilePath())));
    Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String name = fault == null ? "unknown" : fault.getClass().getName();
    LOG.error("file failed: {}", name, fault);
    alarm.raise(FolderRoute.ID, name);
  }
}
