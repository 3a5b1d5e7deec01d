using System.Reflection;

namespace VisEval.Core;

/// <summary>The parameters of a record's constructor as options; the options of a group stand in the place of the group.</summary>
internal sealed class OptionTree
{
    private readonly ConstructorInfo _constructor;
    private readonly IReadOnlyList<Node> _nodes;

    /// <summary>Reads the options of a type.</summary>
    /// <param name="type">A unit or a group of options.</param>
    /// <param name="contract">The interface of the units: a first parameter of it is no option but another unit.</param>
    public OptionTree(Type type, Type? contract = null)
    {
        // A record also has a copy constructor, whose only parameter is the record itself.
        _constructor = type.GetConstructors().Single(c => c.GetParameters() is not [{ } only] || only.ParameterType != type);
        var parameters = _constructor.GetParameters();
        IsWrapper = parameters is [{ } first, ..] && first.ParameterType == contract;
        _nodes = [.. parameters.Skip(IsWrapper ? 1 : 0).Select(p => Node.Of(type, p))];
        Options = [.. _nodes.SelectMany(n => n.Options)];
    }

    /// <summary>Whether the first parameter is another unit.</summary>
    public bool IsWrapper { get; }

    /// <summary>The options in declaration order.</summary>
    public IReadOnlyList<OptionInfo> Options { get; }

    /// <summary>Creates the record; an option without a value has its default.</summary>
    /// <remarks>A constructor that checks options against each other throws an InputException; it must arrive as it was thrown.</remarks>
    public object Create(IReadOnlyDictionary<string, object?> values, object? inner)
    {
        var arguments = _nodes.Select(n => n.Create(values));
        return _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. IsWrapper ? arguments.Prepend(inner) : arguments], null);
    }

    /// <summary>The options of a record and their values.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Read(object record) => _nodes.SelectMany(n => n.Read(record));

    /// <summary>One parameter: an option, or a group of them.</summary>
    private sealed record Node(PropertyInfo? Property, OptionInfo? Option, OptionTree? Group)
    {
        public IReadOnlyList<OptionInfo> Options => Option is null ? Group!.Options : [Option];

        public static Node Of(Type type, ParameterInfo parameter)
        {
            var property = type.GetProperty(parameter.Name!);
            return parameter.ParameterType.IsDefined(typeof(OptionGroupAttribute))
                ? new Node(property, null, new OptionTree(parameter.ParameterType))
                : new Node(property, new OptionInfo(parameter), null);
        }

        public object? Create(IReadOnlyDictionary<string, object?> values) => Option is null
            ? Group!.Create(values, null)
            : values.TryGetValue(Option.Name, out var value) ? value : Option.Default;

        public IEnumerable<KeyValuePair<string, object?>> Read(object record)
        {
            var value = Property?.GetValue(record);
            return Option is not null ? [new(Option.Name, value)] : value is null ? [] : Group!.Read(value);
        }
    }
}
