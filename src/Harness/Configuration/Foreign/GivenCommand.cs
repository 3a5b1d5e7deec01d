using VisEval.Core;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>A command that makes maps, read from what the user wrote and looked up.</summary>
/// <param name="Info">Its facts.</param>
/// <param name="Words">The full path of the program, and its arguments.</param>
/// <param name="Directory">Full path of the folder where it is started.</param>
internal sealed record GivenCommand(ExternalInfo Info, IReadOnlyList<string> Words, string Directory)
{
    private const string Option = "--external";

    /// <summary>Reads the texts; those with mistakes are left out.</summary>
    /// <param name="choice">What is asked for.</param>
    /// <param name="directory">Where relative paths start, and commands are started.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyList<GivenCommand> Read(ForeignChoice choice, string directory, Mistakes mistakes)
    {
        if (choice.Externals.Count == 0 && (choice.Limit is not null || choice.Serves))
            mistakes.Add("--external-time and --external-serve are for --external, and there is none; name a command, or leave them out.");
        if (choice.Externals.Count == 0)
            return [];
        var limit = LimitOf(choice, mistakes);
        if (!choice.IsAllowed)
        {
            mistakes.Add(choice.Externals.Select(text => $"the file of the run names a command, {text}, and a command of a file is not "
                + $"started unasked: it can do everything that you can. Read it; then allow it with --allow-external, or name it again: "
                + $"{Option} '{text}'."));
            return [];
        }
        List<GivenCommand> commands =
        [
            .. choice.Externals.Select(t => mistakes.Try(() => Of(t, choice, directory, limit), $"{Option} {t}: "))
                .OfType<GivenCommand>(),
        ];
        mistakes.Add(GivenText.Twice(Option, commands.Select(c => ForeignKey.NameOf(c.Info.Key))));
        return commands;
    }

    /// <summary>The command as a method.</summary>
    /// <param name="runDirectory">Full path of the run directory, where its log goes.</param>
    public Unit<IAttributionMethod> Method(string runDirectory)
    {
        var log = Path.Combine(runDirectory, RunFiles.Externals, SafeName.Of(ForeignKey.NameOf(Info.Key)) + ".log");
        return new Unit<IAttributionMethod>(Info.Key, Info.Key, new ExternalMethod
        {
            Command = new ExternalCommand(Info.Key, Info.Command, Words, Directory, TimeSpan.FromSeconds(Info.LimitSeconds), log)
            {
                Serves = Info.Serves,
            },
            Reduction = Info.Channels,
        });
    }

    private static TimeSpan LimitOf(ForeignChoice choice, Mistakes mistakes)
    {
        try
        {
            return TimeText.Parse(choice.Limit ?? ForeignChoice.DefaultLimit);
        }
        catch (InputException wrong)
        {
            mistakes.Add(wrong.Errors.Select(e => $"--external-time: {e}"));
            return default;
        }
    }

    private static GivenCommand Of(string text, ForeignChoice choice, string directory, TimeSpan limit)
    {
        var given = GivenText.Parse(text);
        var words = CommandWords.Of(given.Value);
        var files = words.Skip(ProgramPath.IsPath(words[0]) ? 0 : 1).Where(w => File.Exists(Path.GetFullPath(w, directory))).Distinct()
            .ToList();
        if (given.Name is null)
            given = given with
            {
                Name = GivenText.NameOf(Path.GetFileNameWithoutExtension(files.FirstOrDefault(f => f != words[0]) ?? words[0]))
                    ?? throw new InputException($"nothing of it can be a name; write NAME=\"{text}\", a name of {GivenText.Allowed}."),
            };
        var program = ProgramPath.Find(words[0], directory) ?? throw new InputException(ProgramPath.IsPath(words[0])
            ? $"'{Path.GetFullPath(words[0], directory)}' is no program that can be run."
            : $"there is no program '{words[0]}' in the folders of PATH; write its path (./{words[0]} in the current folder).");
        return new GivenCommand(
            new ExternalInfo(
                ForeignKey.OfCommand(given.Shown), given.Value,
                new SortedDictionary<string, string>(
                    files.ToDictionary(f => f, f => Sha256.OfFile(Path.GetFullPath(f, directory))), StringComparer.Ordinal),
                choice.Channels, limit.TotalSeconds)
            {
                Serves = choice.Serves,
            },
            [program, .. words.Skip(1)], directory);
    }
}
