import type { ThemeConfig } from 'antd';

/** 16 px, 40 px controls, one blue; red for what is overdue alone, always together with the word. */
export const theme: ThemeConfig = {
  token: {
    fontSize: 16,
    controlHeight: 40,
    colorPrimary: '#1254a1',
    colorLink: '#1254a1',
    colorError: '#b3261e',
    colorWarning: '#8a5300',
    colorSuccess: '#1f6f3a',
    colorTextSecondary: '#4a5361',
    colorTextTertiary: '#5b6472',
    colorTextPlaceholder: '#666f7c',
    colorBgLayout: '#f3f5f8',
    borderRadius: 8,
    motion: false,
    fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  },
  components: {
    Button: { fontWeight: 500 },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Tabs: { itemColor: '#4a5361' },
  },
};
