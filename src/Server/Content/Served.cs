using VisEval.Core;
using VisEval.Harness;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Configuration;

namespace VisEval.Server.Content;

/// <summary>Everything that can be reached: the networks and runs of the command line, each by its place in the list. An address never
/// holds a path.</summary>
/// <param name="Networks">The networks, open.</param>
/// <param name="Runs">The runs.</param>
/// <param name="Baselines">The saved baselines.</param>
/// <param name="Catalogues">The methods and metrics that can be named, those of plug-ins too.</param>
/// <param name="Policy">What matters where two are compared; null for what <c>viseval compare</c> has without a policy.</param>
/// <param name="Names">Names in the place of paths.</param>
internal sealed record Served(
    IReadOnlyList<ServedNetwork> Networks, IReadOnlyList<NamedPath> Runs, IReadOnlyList<NamedPath> Baselines, Catalogues Catalogues,
    NamedPolicy? Policy, PathNames Names) : IDisposable
{
    /// <summary>What can be compared: the runs, then the baselines.</summary>
    public IReadOnlyList<NamedPath> Comparable { get; } = [.. Runs, .. Baselines];

    /// <summary>Opens the networks, loads the plug-ins, reads the policy.</summary>
    /// <exception cref="InputException">Every mistake in any of them.</exception>
    public static Served Open(ServeRequest request)
    {
        var catalogues = Catalogues.BuiltIn().WithPlugins(request.Plugins);
        var policy = request.Policy is { } file ? new NamedPolicy(Path.GetFileName(file), GatePolicy.Read(file)) : null;
        var options = request.OfNetworks.Options(catalogues, request.Networks.Count);
        var (networks, mistakes) = (new List<ServedNetwork>(), new List<string>());
        foreach (var named in request.Networks)
            try
            {
                networks.Add(new ServedNetwork(named.Name, Network.Open(named.Path, options)));
            }
            catch (InputException error)
            {
                mistakes.AddRange(error.Errors);
            }
        var served = new Served(networks, request.Runs, request.Baselines, catalogues, policy, new PathNames(request));
        if (mistakes.Count == 0)
            return served;
        served.Dispose();
        throw new InputException([.. mistakes.Distinct()]);
    }

    /// <summary>The item with a number; null where there is none.</summary>
    public static T? At<T>(IReadOnlyList<T> items, string? number)
        where T : class =>
        int.TryParse(number, out var index) && index >= 0 && index < items.Count ? items[index] : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in Networks)
            network.Network.Dispose();
    }
}

/// <summary>A network of the command line.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Network">The network.</param>
internal sealed record ServedNetwork(string Name, Network Network);

/// <summary>The policy of the command line.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Policy">The policy.</param>
internal sealed record NamedPolicy(string Name, GatePolicy Policy);
