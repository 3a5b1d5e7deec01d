namespace VisEval.Server.Content;

/// <summary>Writes names in the place of paths: sentences of the library are for people on this machine, answers go to browsers.</summary>
internal sealed class PathNames
{
    private readonly IReadOnlyList<NamedPath> _named;

    /// <summary>Names for what the command line names.</summary>
    public PathNames(ServeRequest request)
    {
        var (of, said) = (request.OfNetworks, request.Plugins.Append(request.Policy));
        _named =
        [
            .. request.Networks.Concat(request.Runs).Concat(request.Baselines)
                .Concat(said.Append(of.Preprocessing).Append(of.References).Append(request.Runtime)
                    .OfType<string>().Where(Path.IsPathFullyQualified)
                    .Select(path => new NamedPath(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), path)))
                // Of two of which one begins like the other the longer.
                .OrderByDescending(n => n.Path.Length),
        ];
    }

    /// <summary>A sentence without paths.</summary>
    public string In(string sentence) =>
        _named.Aggregate(sentence, (text, named) => text.Replace(named.Path, named.Name, StringComparison.Ordinal));

    /// <summary>Sentences without paths.</summary>
    public IReadOnlyList<string> In(IEnumerable<string> sentences) => [.. sentences.Select(In)];
}
