using System.CommandLine;
using VisEval.Core;
using VisEval.Onnx.Engine;

namespace VisEval.Cli.Options;

/// <summary>The options that say where networks run, the same for every command that opens one.</summary>
internal sealed class DeviceArguments
{
    private readonly ReadOption<Device?> _device = new ReadOption<Device?>("--device", Parse)
    {
        HelpName = "DEVICE",
        Description = $"Where networks run: {string.Join(", ", Device.Names)}; with a number where there are several, as cuda:1. What this "
            + "machine and library cannot do is refused; numbers are the same to the last bit on the CPU only. Default: cpu",
    }.Offering(Device.Names);

    private readonly ReadOption<int?> _memory = SettingOptions.DeviceMemory();

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_device, _memory];

    /// <summary>Whether a device is named.</summary>
    public bool IsGiven(ArgumentReader read) => read.Parse.GetResult(_device) is { Implicit: false };

    /// <summary>The device, which can be used here; mistakes are noted.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="otherwise">What holds where none is named; null for the CPU.</param>
    public Device Read(ArgumentReader read, Device? otherwise = null)
    {
        var device = ReadAnywhere(read, otherwise);
        read.Try(() =>
        {
            DeviceSupport.Require(device);
            return device;
        });
        return device;
    }

    /// <summary>The device, which another machine may have; mistakes are noted.</summary>
    /// <inheritdoc cref="Read"/>
    public Device ReadAnywhere(ArgumentReader read, Device? otherwise = null)
    {
        var device = read.Value(_device) ?? otherwise ?? Device.Cpu;
        if (read.Value(_memory) is { } megabytes)
            device = device with { MemoryMegabytes = megabytes };
        if (device is { IsCpu: true, MemoryMegabytes: not null })
            read.Mistake("--device-memory is for a --device with memory of its own; --max-memory is for that of the machine.");
        return device;
    }

    private static Device? Parse(IReadOnlyList<string> words, Action<string> mistake)
    {
        try
        {
            return Device.Parse(words[0]);
        }
        catch (InputException error)
        {
            mistake($"--device: {error.Message}");
            return null;
        }
    }
}
