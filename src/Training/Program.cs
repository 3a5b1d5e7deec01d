using VisEval.Core;
using VisEval.Training.Commands;

ICommand[] commands =
[
    new DrawCommand(), new TrainCommand(), new GeneratorCommand(), new EvaluateCommand(), new ManifestCommand(), new SheetCommand(),
];

var command = commands.FirstOrDefault(c => args.Length > 0 && c.Name == args[0]);
if (command is null)
{
    var help = args.Length == 0 || args[0] is "help" or "--help" or "-h";
    var output = help ? Console.Out : Console.Error;
    if (!help)
        output.WriteLine($"'{args[0]}' is not a command.");
    output.WriteLine("Draws the embedded benchmark and trains its models. Commands:");
    foreach (var c in commands)
        output.WriteLine($"  {c.Name,-10} {c.About} {string.Join(" ", c.Options.Select(o => $"[--{o} …]"))}");
    return help ? 0 : 2;
}
try
{
    return command.Run(CommandArguments.Parse(args[1..], command.Options));
}
catch (InputException mistake)
{
    foreach (var error in mistake.Errors)
        Console.Error.WriteLine(error);
    return 2;
}
