namespace VisEval.Core;

/// <summary>The name of a method or metric on the command line, in JSON and in results; kebab-case, unique.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
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

/// <summary>What an option does, in one sentence, for <c>list</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AboutAttribute(string text) : Attribute
{
    /// <summary>The sentence.</summary>
    public string Text { get; } = text;
}

/// <summary>A named set of option values, as another tool or paper defines it: <c>deletion@rise</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DialectAttribute(string name, string options) : Attribute
{
    /// <summary>The name after the @.</summary>
    public string Name { get; } = name;

    /// <summary>The options it sets, written as on the command line: <c>step=224,ties=stable</c>.</summary>
    public string Options { get; } = options;
}
