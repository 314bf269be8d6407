package io.tokenweir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "certificate",
        description = "Looks after certificates that ./weir certify wrote.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {CertificateVerifyCommand.class, CommandLine.HelpCommand.class},
        footer = {"%ndocs/certificate.md says what a certificate proves."})
final class CertificateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
