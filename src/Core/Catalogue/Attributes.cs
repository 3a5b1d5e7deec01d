namespace VisEval.Core;

/// <summary>The name of a method or metric on the command line, in JSON and in results; kebab-case, unique.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>A further name under which a method or metric is known, or was before: accepted wherever its name is; results keep the name
/// that was written.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AlsoNamedAttribute(string name) : Attribute
{
    /// <summary>The further name.</summary>
    public string Name { get; } = name;
}

/// <summary>Where a method or metric was published.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PaperAttribute(string citation, int year) : Attribute
{
    /// <summary>Authors, short title, venue.</summary>
    public string Citation { get; } = citation;

    /// <summary>The year of publication.</summary>
    public int Year { get; } = year;
}

/// <summary>The closed interval an option's value must lie in.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InRangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The smallest allowed value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The largest allowed value.</summary>
    public double Maximum { get; } = maximum;
}

/// <summary>An option that is a text of one or more names of an enum, joined by <c>+</c>: <c>black+white</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ListOfAttribute(Type names) : Attribute
{
    /// <summary>The enum.</summary>
    public Type Names { get; } = names;
}

/// <summary>What an option does, in one sentence, for <c>list</c>: at the parameter, or at the enum where every option of that type says
/// the same.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Enum)]
public sealed class AboutAttribute(string text) : Attribute
{
    /// <summary>The sentence.</summary>
    public string Text { get; } = text;
}

/// <summary>A record of options that several units share: a parameter of this type stands for the options of the record,
/// under their own names.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OptionGroupAttribute : Attribute;

/// <summary>A named set of option values, as another tool or paper defines it: <c>deletion@rise</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DialectAttribute(string name, string options) : Attribute
{
    /// <summary>The name after the @.</summary>
    public string Name { get; } = name;

    /// <summary>The options it sets, written as on the command line: <c>step=224,ties=stable</c>.</summary>
    public string Options { get; } = options;
}

/// <summary>How many images one explanation runs through the network, as formulas in the options of the unit: <c>"samples"</c>,
/// <c>"channels + 2"</c>.</summary>
/// <remarks>Written as <see cref="Formula"/> describes, in the names of numeric options and facts of the model: <c>height</c>, <c>width</c>
/// and <c>input-channels</c> of the image, <c>classes</c>, the number of <c>layers</c>, <c>channels</c> and <c>positions</c> (rows ×
/// columns) of the layer, or of all layers together, <c>references</c> for the reference images and <c>baselines</c> for the images that a
/// method compares with.</remarks>
/// <param name="forwards">Images run forwards; a gradient runs each of its images forwards too, and a pass from an inner layer on
/// counts as one.</param>
/// <param name="backwards">Images run backwards.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PassesAttribute(string forwards, string backwards = "0") : Attribute
{
    /// <summary>Images run forwards.</summary>
    public string Forwards { get; } = forwards;

    /// <summary>Images run backwards.</summary>
    public string Backwards { get; } = backwards;

    /// <summary>Whether the image decides how many of these are needed; the formulas are then upper bounds.</summary>
    public bool AtMost { get; init; }
}
