namespace VisEval.Harness.Analysis.Gate;

/// <summary>A method, metric or network of the baseline and what stands for it in the current run.</summary>
/// <param name="Name">The catalogue name, or the network's.</param>
/// <param name="Old">The key in the baseline.</param>
/// <param name="New">The key in the current run; null where there is none.</param>
internal sealed record UnitPair(string Name, string Old, string? New)
{
    /// <summary>What it is called now, or was where it is gone.</summary>
    public string Shown => New ?? Old;

    /// <summary>Whether a person or a policy means it by a text: its name or one of its keys.</summary>
    public bool Goes(string text) => text == Name || text == Old || text == New;
}
