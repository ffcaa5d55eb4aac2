package io.modelkeep.cli;

import io.modelkeep.cli.command.Commands;
import io.modelkeep.cli.session.Session;

/** A set of commands that a program adds to those of the published command line. */
public interface AdditionalCommands {

    /** Adds the commands to those of the command line. */
    void addTo(Commands commands, Session session);
}
