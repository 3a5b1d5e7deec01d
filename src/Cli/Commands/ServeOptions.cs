using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>serve</c>.</summary>
internal sealed class ServeOptions
{
    private const int UsualPort = 5090;
    private const double UsualSeconds = 120;
    private const double MostSeconds = 86_400;

    private readonly Argument<string[]> _paths = new("RUN|BASELINE|MODEL")
    {
        Description = "Run directories, baselines saved with compare --save-baseline, and networks (each "
            + $"{NamedNetworks.Forms}); nothing else can be reached",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly ReadOption<int?> _port = Port();
    private readonly Option<bool> _public = new("--public") { Description = "Let other machines use it. Default: this machine only" };
    private readonly ReadOption<double?> _seconds = Seconds();

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create(
        "How a picture becomes input of the networks", "what stands beside each network");

    private readonly Option<string?> _reference = ReferenceOption.Create();
    private readonly ModelOptions _network = new();
    private readonly DeviceArguments _device = new();
    private readonly ReadOption<long?> _seed = SettingOptions.Seed();
    private readonly PluginOption _plugins = new();
    private readonly Option<string?> _policy = PolicyOption.Create();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        foreach (var option in (Option[])[_port, _public, .. OfNetworks, _plugins.Option, _policy, _seconds])
            command.Add(option);
    }

    /// <summary>What the server is told, as JSON has it; mistakes are kept by the reader.</summary>
    /// <param name="read">Reads the command line.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="runtime">Full path of the native library of ONNX Runtime; null for the one that comes along.</param>
    /// <param name="say">Takes what was assumed, a sentence.</param>
    /// <exception cref="Core.InputException">Every mistake, where a plug-in is one of them.</exception>
    public object Read(ArgumentReader read, string directory, string? runtime, Action<string> say)
    {
        var parse = read.Parse;
        var paths = ServedPaths.Read(parse.GetValue(_paths)!, directory, read, say);
        PreprocessingOption.Read(_preprocessing, read, directory);
        var reference = ReferenceOption.Read(_reference, read, directory);
        if (reference is not null)
            read.Try(() => ReferenceChoice.Read(reference, directory));
        var (said, device) = (_network.Read(read), _device.Read(read));
        PolicyOption.Read(_policy, read, directory);
        if (paths is not null)
            Unused(read, paths);
        var request = new
        {
            Port = read.Value(_port) ?? UsualPort,
            Public = parse.GetValue(_public),
            Seconds = read.Value(_seconds) ?? UsualSeconds,
            Runtime = runtime,
            OfNetworks = new
            {
                Preprocessing = parse.GetValue(_preprocessing) is { } text ? PreprocessingFile.Locate(text, directory) : null,
                References = reference,
                ScoreOutput = said.Output,
                Score = said.Reduction?.Text,
                said.Plane?.Height,
                said.Plane?.Width,
                Device = $"{device}",
                DeviceMemory = device.MemoryMegabytes,
                Seed = read.Value(_seed) ?? Settings.DefaultSeed,
            },
            Plugins = (parse.GetValue(_plugins.Option) ?? []).Select(file => Path.GetFullPath(file, directory)),
            Policy = parse.GetValue(_policy) is { } policy ? Path.GetFullPath(policy, directory) : null,
            paths?.Networks,
            paths?.Runs,
            paths?.Baselines,
        };
        // The last, since it throws.
        _plugins.Plugins(read, directory);
        return request;
    }

    /// <summary>Whether other machines may use it.</summary>
    public bool IsPublic(ArgumentReader read) => read.Parse.GetValue(_public);

    private Option[] OfNetworks => [_preprocessing, _reference, .. _network.All, .. _device.All, _seed];

    private void Unused(ArgumentReader read, ServedPaths.Found found)
    {
        if (found.Networks.Count == 0)
            foreach (var option in OfNetworks.Where(o => read.Parse.GetResult(o) is { Implicit: false }))
                read.Mistake($"{option.Name} is about networks, and none is named; name an .onnx file as well, or leave it out.");
        if (read.Parse.GetValue(_policy) is not null && found.Runs.Count + found.Baselines.Count < 2)
            read.Mistake("--policy is for comparing two runs; name two run directories, or one and a saved baseline, or leave it out.");
    }

    private static ReadOption<int?> Port() => new("--port", (words, mistake) =>
    {
        if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue)
            return port;
        mistake($"--port {words[0]} is not allowed; --port is a port from 1 to {ushort.MaxValue}, or 0 for a free one.");
        return null;
    })
    {
        HelpName = "PORT",
        Description = $"The port; 0 for a free one. The address is written on standard output. Default: {UsualPort}",
    };

    private static ReadOption<double?> Seconds() => new("--time-limit", (words, mistake) =>
    {
        if (double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= MostSeconds)
            return seconds;
        mistake($"--time-limit {words[0]} is not allowed; --time-limit is a number of seconds above 0, at most {MostSeconds}.");
        return null;
    })
    {
        HelpName = "SECONDS",
        Description = $"The time that one explanation may take. Default: {UsualSeconds}",
    };
}
