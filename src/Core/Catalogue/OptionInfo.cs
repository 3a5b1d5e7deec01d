using System.Globalization;
using System.Reflection;

namespace VisEval.Core;

/// <summary>One option of a method or metric: a parameter of its record's constructor.</summary>
public sealed class OptionInfo
{
    internal OptionInfo(ParameterInfo parameter)
    {
        Name = Kebab.From(parameter.Name!);
        Type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        Default = parameter.ParameterType.IsEnum && parameter.DefaultValue is { } number
            ? Enum.ToObject(parameter.ParameterType, number)
            : parameter.DefaultValue;
        Range = parameter.GetCustomAttribute<InRangeAttribute>();
        Parts = parameter.GetCustomAttribute<ListOfAttribute>()?.Names;
        About = (parameter.GetCustomAttribute<AboutAttribute>() ?? Type.GetCustomAttribute<AboutAttribute>())?.Text ?? "";
    }

    /// <summary>The name, kebab-case.</summary>
    public string Name { get; }

    /// <summary>int, double, bool, string or an enum.</summary>
    public Type Type { get; }

    /// <summary>The default value; null means "decided by the model or the method".</summary>
    public object? Default { get; }

    /// <summary>The allowed interval of a number, or null.</summary>
    public InRangeAttribute? Range { get; }

    /// <summary>The enum whose names, joined by +, make up a text; null for other options.</summary>
    public Type? Parts { get; }

    /// <summary>What it does, in one sentence.</summary>
    public string About { get; }

    /// <summary>What is allowed, for messages: an interval, the names of an enum, or the type.</summary>
    public string Allowed
    {
        get
        {
            if (Type.IsEnum)
                return string.Join(" | ", Enum.GetNames(Type).Select(Kebab.From));
            if (Parts is not null)
                return $"{string.Join(" | ", Enum.GetNames(Parts).Select(Kebab.From))}, several joined by +";
            if (Type == typeof(bool))
                return "true | false";
            if (Type == typeof(string))
                return "a text";
            var kind = Type == typeof(int) ? "an integer" : "a number";
            return Range is null ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind} from {Range.Minimum} to {Range.Maximum}");
        }
    }

    /// <summary>A value as it is written on the command line.</summary>
    public static string Format(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        Enum name => Kebab.From(name.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Reads a value; false if it is not of the type or outside the range.</summary>
    public bool TryParse(string text, out object? value)
    {
        value = null;
        if (Type.IsEnum)
            value = Enum.GetValues(Type).Cast<object>().FirstOrDefault(v => Kebab.From(v.ToString()!) == text);
        else if (Type == typeof(bool))
            value = bool.TryParse(text, out var flag) ? flag : null;
        else if (Parts is not null)
            value = text.Split('+').All(part => Enum.GetNames(Parts).Any(name => Kebab.From(name) == part)) ? text : null;
        else if (Type == typeof(string))
            value = text;
        else if (Type == typeof(int))
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : null;
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            value = number;
        if (value is null || Range is null)
            return value is not null;
        var size = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return size >= Range.Minimum && size <= Range.Maximum;
    }
}
