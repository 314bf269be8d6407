package io.tokenweir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code weir} command. Every failure a user can mend is one sentence on stderr and an exit code; see {@link ExitCode}. */
@Command(
        name = "weir",
        description = "Load-tests LLM APIs through a Kafka pipeline and shows what happens at the edge.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%n",
        footer = {
            "Start here:   ./weir demo        the whole pipeline on this machine, in about a minute",
            "              ./weir doctor      what would spoil a run here",
            "",
            "Exit codes:   0 passed, 1 something failed, 2 wrong usage, 99 a threshold failed, 130 ended by Ctrl-C.",
            "Every option can also come from the environment: --topic-prefix is WEIR_TOPIC_PREFIX."
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ReplayCommand.class,
            ProvisionCommand.class,
            AccountsCommand.class,
            SimulateCommand.class,
            TapCommand.class,
            LimiterCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            CertifyCommand.class,
            CertificateCommand.class,
            CompareCommand.class,
            QueryCommand.class,
            RunsCommand.class,
            TopicsCommand.class,
            ObjectsCommand.class,
            BrokerCommand.class,
            StreamsCommand.class,
            ScrapeCommand.class,
            ConnectCommand.class,
            DashboardCommand.class,
            TraceCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        Logging.configure(System.getenv());
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
        line.setParameterExceptionHandler(usageErrors());
        line.setExecutionExceptionHandler(failures());
        line.setUsageHelpWidth(110);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static IParameterExceptionHandler usageErrors() {
        return (ParameterException e, String[] args) -> {
            CommandLine command = e.getCommandLine();
            command.getErr().println("weir: " + e.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
                command.getErr().println("Try: ./" + command.getCommandSpec().qualifiedName(" ") + " --help");
            }
            return ExitCode.USAGE;
        };
    }

    private static IExecutionExceptionHandler failures() {
        return (Exception e, CommandLine command, CommandLine.ParseResult parsed) -> {
            Failure failure = Failure.of(e);
            command.getErr().println("weir: " + failure.getMessage());
            return failure.exitCode();
        };
    }
}
