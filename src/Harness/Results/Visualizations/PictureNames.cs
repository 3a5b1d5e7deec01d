using System.Globalization;
using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>What the files of pictures are called: <c>UNIT__VISUALIZER.png</c>, with <c>__2</c> and so on from the second picture
/// on.</summary>
internal static class PictureNames
{
    private const int Longest = 80;
    private const int HashDigits = 8;

    /// <summary>The name of a picture's file.</summary>
    /// <param name="unit">The unit's name.</param>
    /// <param name="visualizer">The visualizer's key.</param>
    /// <param name="index">Which of its pictures, from 0.</param>
    public static string Of(string unit, string visualizer, int index) => string.Create(
        CultureInfo.InvariantCulture, $"{Short(unit)}__{Short(visualizer)}{(index == 0 ? "" : $"__{index + 1}")}.png");

    /// <summary>The name of a picture's file among those of several networks.</summary>
    /// <param name="dataset">The name of the dataset.</param>
    /// <param name="model">The name of the network.</param>
    /// <param name="name">The name of the file.</param>
    public static string Of(string dataset, string model, string name) => $"{Short(dataset)}__{Short(model)}__{name}";

    /// <summary>Units and visualizers whose pictures would be written to the same file, sentences for a person.</summary>
    public static IEnumerable<string> Mistakes(
        IReadOnlyList<NetworkUnit> units, IReadOnlyList<Unit<IFeatureVisualizer>> visualizers, string option = "--method") =>
        Same("--unit", units.Select(u => u.Name)).Concat(Same(option, visualizers.Select(v => v.Key)));

    private static IEnumerable<string> Same(string option, IEnumerable<string> names) =>
        from same in names.GroupBy(Short)
        where same.Count() > 1
        select same.Distinct().Count() == 1
            ? $"{option} '{same.First()}' is named {same.Count()} times; name it once."
            : $"{option}: {string.Join(" and ", same.Distinct().Select(name => $"'{name}'"))} would both be written to {same.Key}….png; "
                + "ask for one at a time.";

    private static string Short(string name)
    {
        var safe = SafeName.Of(name);
        return safe.Length <= Longest ? safe : $"{safe[..Longest]}_{Sha256.Of(Encoding.UTF8.GetBytes(name))[..HashDigits]}";
    }
}
