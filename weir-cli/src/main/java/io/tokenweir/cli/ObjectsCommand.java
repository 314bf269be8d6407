package io.tokenweir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "objects",
        description = "Looks after the Parquet objects that the object-storage sink wrote to a folder or a bucket.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            ObjectsVerifyCommand.class,
            ObjectsCompactCommand.class,
            ObjectsExpireCommand.class,
            ObjectsManifestCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"%ndocs/object-sink.md says how the objects form a chain."})
final class ObjectsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
