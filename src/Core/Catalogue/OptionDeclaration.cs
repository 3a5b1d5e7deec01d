using System.Reflection;

namespace VisEval.Core;

/// <summary>What a catalogue asks of the parameters of a unit's constructor, which are its options.</summary>
internal static class OptionDeclaration
{
    private static readonly Type[] Types = [typeof(int), typeof(double), typeof(bool), typeof(string)];

    /// <summary>Everything that keeps parameters from being options, phrases behind the name of the type.</summary>
    public static IEnumerable<string> Mistakes(IEnumerable<ParameterInfo> parameters)
    {
        var all = parameters.ToList();
        var mistakes = all.SelectMany(Of).ToList();
        return mistakes.Concat(Names(all).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => $"has {g.Count()} options '{g.Key}'"));
    }

    private static IEnumerable<string> Names(IEnumerable<ParameterInfo> parameters) => parameters.SelectMany(
        p => GroupOf(p) is { } group && ConstructorOf(group) is { } made ? Names(made.GetParameters()) : [Kebab.From(p.Name!)]);

    private static IEnumerable<string> Of(ParameterInfo parameter)
    {
        if (GroupOf(parameter) is { } group)
            return ConstructorOf(group) is { } constructor
                ? constructor.GetParameters().SelectMany(Of)
                : [$"takes the options of {group.Name}, which is no record with one constructor"];
        var name = Kebab.From(parameter.Name!);
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (!type.IsEnum && !Types.Contains(type))
            return [$"has the option {name} of type {type.Name}; an option is an int, double, bool, string or enum"];
        if (!parameter.HasDefaultValue)
            return [$"has the option {name} without a default value; every option has one"];
        if (parameter.GetCustomAttribute<ListOfAttribute>() is { } list && (type != typeof(string) || !list.Names.IsEnum))
            return [$"has the option {name} as a list of {list.Names.Name}; a list is a string of the names of an enum"];
        if (parameter.IsDefined(typeof(InRangeAttribute)) && type != typeof(int) && type != typeof(double))
            return [$"has a range for the option {name}, which is no number"];
        var option = new OptionInfo(parameter);
        return option.Default is null || option.TryParse(OptionInfo.Format(option.Default), out _)
            ? []
            : [$"has the default {name}={OptionInfo.Format(option.Default)}; {name} is {option.Allowed}"];
    }

    private static Type? GroupOf(ParameterInfo parameter) =>
        parameter.ParameterType.IsDefined(typeof(OptionGroupAttribute)) ? parameter.ParameterType : null;

    private static ConstructorInfo? ConstructorOf(Type group) =>
        group.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != group).ToList() is [var one]
            ? one
            : null;
}
