namespace VisEval.Core;

/// <summary>The values of the options of a unit that was created.</summary>
public static class OptionValues
{
    /// <summary>Every option of a unit, by its name on the command line, with its value.</summary>
    /// <param name="unit">A method, metric or other record whose constructor's parameters are its options.</param>
    public static IReadOnlyDictionary<string, object?> Of(object unit) => new OptionTree(unit.GetType()).Read(unit).ToDictionary();
}
