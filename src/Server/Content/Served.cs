using VisEval.Core;
using VisEval.Harness;

namespace VisEval.Server.Content;

/// <summary>Everything that can be reached: the networks and runs of the command line, each by its place in the list. An address never
/// holds a path.</summary>
/// <param name="Networks">The networks, open.</param>
/// <param name="Runs">The runs.</param>
internal sealed record Served(IReadOnlyList<ServedNetwork> Networks, IReadOnlyList<NamedPath> Runs) : IDisposable
{
    /// <summary>Opens the networks.</summary>
    /// <exception cref="InputException">Every mistake in any of them.</exception>
    public static Served Open(ServeRequest request)
    {
        var (networks, mistakes) = (new List<ServedNetwork>(), new List<string>());
        foreach (var named in request.Networks)
            try
            {
                var options = new NetworkOptions { Preprocessing = request.Preprocessing };
                networks.Add(new ServedNetwork(named.Name, Network.Open(named.Path, options)));
            }
            catch (InputException error)
            {
                mistakes.AddRange(error.Errors);
            }
        var served = new Served(networks, request.Runs);
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
